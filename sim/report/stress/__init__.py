"""The STRESS-DES sheet of the model (Monks et al. 2019), filled from the code, the configuration and the evidence."""
