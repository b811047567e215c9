"""What make_samples.py is made of: a raw PDF writer, budget tables, and one function a trait."""
