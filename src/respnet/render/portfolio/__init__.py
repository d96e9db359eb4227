"""One page on several plans, in which a unit stands once and each number opens its tasks, plan by plan."""
