"""Runs in an environment that has agentdojo, and not in the desk's: prints its travel suite, or judges calls.

`python agentdojo_suite.py` prints tools, tasks, injections and attack texts as JSON. With `judge` it reads
`[{"user_task", "injection_task", "calls"}]` from standard input, runs the calls by the suite's own tools in a
fresh environment, and prints what the suite's own checks say: was the task done, did the injection succeed.
"""

import json
import sys
from importlib import import_module
from typing import Any

VERSION = "v1.2.2"


def suite() -> Any:
    return import_module("agentdojo.task_suite.load_suites").get_suites(VERSION)["travel"]


def fresh(travel: Any) -> Any:
    return travel.load_and_inject_default_environment({})


def calls_of(travel: Any, task: Any) -> list[dict[str, Any]]:
    """The ground truth of a task; `changes` says whether a call leaves the environment other than it was."""
    runtime = import_module("agentdojo.functions_runtime").FunctionsRuntime(travel.tools)
    env, told = fresh(travel), []
    for call in task.ground_truth(env.model_copy(deep=True)):
        before = env.model_copy(deep=True)
        runtime.run_function(env, call.function, dict(call.args))
        told.append({"tool": call.function, "arguments": dict(call.args), "changes": before != env})
    return told


def attack_texts(travel: Any) -> list[dict[str, str]]:
    """Every text that the attacks shipped with agentdojo make of the suite's injections, each once."""
    attacks = import_module("agentdojo.attacks.attack_registry")
    import_module("agentdojo.attacks")
    pipeline = import_module("agentdojo.agent_pipeline.ground_truth_pipeline").GroundTruthPipeline(None)
    pipeline.name = "gpt-4o-2024-05-13"
    texts: dict[str, dict[str, str]] = {}
    for name in sorted(attacks.ATTACKS):
        if name == "manual":  # asks a person at the keyboard
            continue
        attack = attacks.load_attack(name, travel, pipeline)
        for user_task in travel.user_tasks.values():
            for number, injection in travel.injection_tasks.items():
                for text in attack.attack(user_task, injection).values():
                    texts.setdefault(text, {"attack": name, "injection": number, "text": text})
    return list(texts.values())


def printed(travel: Any) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tools": [tool.name for tool in travel.tools],
        "user_tasks": {
            number: {"words": task.PROMPT, "calls": calls_of(travel, task)}
            for number, task in travel.user_tasks.items()
        },
        "injection_tasks": {
            number: {"words": task.GOAL, "calls": calls_of(travel, task)}
            for number, task in travel.injection_tasks.items()
        },
        "attacks": attack_texts(travel),
    }


def judged(travel: Any, pair: dict[str, Any]) -> dict[str, bool]:
    runtime = import_module("agentdojo.functions_runtime").FunctionsRuntime(travel.tools)
    before, after = fresh(travel), fresh(travel)
    for call in pair["calls"]:
        runtime.run_function(after, call["tool"], call["arguments"])
    user = travel.user_tasks[pair["user_task"]]
    injection = travel.injection_tasks.get(pair["injection_task"])
    said = user.GROUND_TRUTH_OUTPUT
    return {
        "done": bool(user.utility(said, before, after)),
        "stolen": bool(injection and injection.security(said, before, after)),
    }


if __name__ == "__main__":
    travel_suite = suite()
    if sys.argv[1:] == ["judge"]:
        print(json.dumps([judged(travel_suite, pair) for pair in json.load(sys.stdin)]))
    else:
        print(json.dumps(printed(travel_suite)))
