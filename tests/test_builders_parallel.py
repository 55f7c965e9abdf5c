"""Map stages: results come in order from any number of workers, and a dead worker costs one item."""

from __future__ import annotations

import os
import signal

import pytest

from tifatu.builders.execution.processes import Died, workers


def square(number: int) -> int:
    """A harmless item."""
    return number * number


def square_unless_poison(number: int) -> int:
    """An item that always kills the process that takes it."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def fail_on_three(number: int) -> int:
    """An item that raises."""
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("count", [1, 3])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    """However the work was shared out, also in a second step."""
    with workers(count) as pool:
        assert list(pool.map(square, range(40))) == [n * n for n in range(40)]
        assert list(pool.map(fail_on_three, range(3))) == [0, 1, 2]


def test_an_item_that_kills_its_worker_is_named_and_the_others_finish() -> None:
    """Nineteen results and one mark of death, in their places."""
    with workers(2) as pool:
        results = list(pool.map(square_unless_poison, range(20)))
        after = list(pool.map(square, range(4)))

    assert results[7] == Died(7)
    assert after == [0, 1, 4, 9]
    assert [r for r in results if not isinstance(r, Died)] == [n * n for n in range(20) if n != 7]


def test_an_error_in_an_item_is_raised_here() -> None:
    """A bug is not taken for a dead worker."""
    with workers(2) as pool, pytest.raises(ValueError, match="three"):
        list(pool.map(fail_on_three, range(5)))
