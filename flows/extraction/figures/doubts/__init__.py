"""What is said of a figure that makes it none: aims, denials, differences, numbers that count nothing."""
