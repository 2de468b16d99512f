"""What the fakes of others' services have in common: the door, the switches, the control."""
