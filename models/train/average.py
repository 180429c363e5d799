#!/usr/bin/env python3
"""The mean of two checkpoints, one of which was trained on from the other.

    average.py OLD.pt NEW.pt SHARE OUT.pt

SHARE is the weight of NEW. The mean keeps what fine-tuning taught and forgets less of what came before.
"""
import sys

import torch


def main():
    old, new, share = torch.load(sys.argv[1]), torch.load(sys.argv[2]), float(sys.argv[3])
    for name, value in new["net"].items():
        if value.is_floating_point():
            new["net"][name] = share * value + (1 - share) * old["net"][name]
    new["scores"] = {}
    torch.save(new, sys.argv[4])


if __name__ == "__main__":
    main()
