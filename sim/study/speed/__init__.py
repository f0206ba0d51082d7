"""How fast the engines are: side by side, with ever more people, on ever more cores, and from a cold process."""
