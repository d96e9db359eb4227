"""What a plan says to a coordinator: loads, overload, joint leads, position, single leads, each with its rule."""
