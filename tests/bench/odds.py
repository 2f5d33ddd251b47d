"""The odds of winning on the sample history: Brier score and calibration (`python -m tests.bench.odds`)."""

import argparse

from crm.leads.odds import fit
from tests.crm.leads.past import brier_of_truth, sample_history

_OLDER = 0.7  # the share of the history that is learnt from; the newer rest is what the odds are tested on


def main() -> None:
    """Learn, test on newer leads, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--leads", type=int, default=800, help="closed leads of the history")
    options.add_argument("--seeds", type=int, default=5, help="histories drawn, each from a seed of its own")
    chosen = options.parse_args()
    print(f"{'history':>8}{'tested':>8}{'Brier':>8}{'base':>8}{'floor':>8}{'worst bin':>11}  used")
    for seed in range(7, 7 + chosen.seeds):
        drawn = sample_history(chosen.leads, seed)
        odds = fit([one.past for one in drawn])
        if odds.trust is None:
            print(f"{seed:8}  {odds.why_not}")
            continue
        trust, floor = odds.trust, brier_of_truth(drawn[int(chosen.leads * _OLDER) :])
        worst = max((abs(part.said - part.came) for part in trust.bins), default=0.0)
        used = "yes" if odds.is_usable else "no"
        print(f"{seed:8}{trust.leads:8}{trust.brier:8.3f}{trust.base:8.3f}{floor:8.3f}{worst:11.3f}  {used}")
        if seed == 7:
            for part in trust.bins:
                print(f"{'':10}said {part.said:.2f}  came {part.came:.2f}  of {part.number} leads")
    print("Floor: the score of whoever knows each lead's own chance. Base: always the older leads' share.")


if __name__ == "__main__":
    main()
