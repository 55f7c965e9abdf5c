"""Map stages: results come in order from any number of workers, and a dead worker costs one item."""

from __future__ import annotations

import os
import signal

import pytest

from tifatu.builders.parallel import Died, Pool, map_in_order


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


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    """However the work was shared out."""
    assert list(map_in_order(square, range(40), Pool(workers))) == [n * n for n in range(40)]


def test_an_item_that_kills_its_worker_is_named_and_the_others_finish() -> None:
    """Nineteen results and one mark of death, in their places."""
    results = list(map_in_order(square_unless_poison, range(20), Pool(2)))

    assert results[7] == Died(7)
    assert [r for r in results if not isinstance(r, Died)] == [n * n for n in range(20) if n != 7]


def test_an_error_in_an_item_is_raised_here() -> None:
    """A bug is not taken for a dead worker."""
    with pytest.raises(ValueError, match="three"):
        list(map_in_order(fail_on_three, range(5), Pool(2)))
