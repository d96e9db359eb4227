"""What if: plans with other assignments."""
