"""The editors' desk: review what a program found, name who spoke, take anything back."""
