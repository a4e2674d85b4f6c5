"""The frame of a crop as it is dragged: pure arithmetic in thousandths of the picture.

A ``shape`` is the frame's width over its height, both in thousandths; None leaves it free.
"""

from courtdesk.models.sheet import Crop

LEAST = 20  # thousandths a side, so that the frame can still be taken hold of
FULL = 1000


def moved(crop: Crop, across: int, down: int) -> Crop:
    """Return the frame shifted, as far as the picture goes."""
    across = _within(across, -crop.left, FULL - crop.right)
    down = _within(down, -crop.top, FULL - crop.bottom)
    return Crop(
        left=crop.left + across,
        right=crop.right + across,
        top=crop.top + down,
        bottom=crop.bottom + down,
    )


def pulled(crop: Crop, edges: str, x: int, y: int, shape: float | None = None) -> Crop:
    """Return the frame with the named edges ("l", "r", "t", "b", or two of them) at ``x``, ``y``.

    Of a frame with a shape the other side follows, within the picture.
    """
    left, top, right, bottom = crop.left, crop.top, crop.right, crop.bottom
    if "l" in edges:
        left = _within(x, 0, right - LEAST)
    if "r" in edges:
        right = _within(x, left + LEAST, FULL)
    if "t" in edges:
        top = _within(y, 0, bottom - LEAST)
    if "b" in edges:
        bottom = _within(y, top + LEAST, FULL)
    if shape is None:
        return Crop(left=left, top=top, right=right, bottom=bottom)
    by_width = "l" in edges or "r" in edges
    wide = right - left if by_width else (bottom - top) * shape
    # The edge or the corner that was not taken hold of stays; the middle of a side that follows.
    across = _room(left, right, edges, "lr")
    down = _room(top, bottom, edges, "tb")
    wide = max(min(wide, across[1], down[1] * shape), LEAST, LEAST * shape)
    left, right = _placed(wide, across, left, right, edges, "lr")
    top, bottom = _placed(wide / shape, down, top, bottom, edges, "tb")
    return Crop(left=left, top=top, right=right, bottom=bottom)


def shaped(crop: Crop, shape: float | None) -> Crop:
    """Return the largest frame of this shape, about where the frame is now."""
    if shape is None:
        return crop
    wide = max(min(FULL, FULL * shape), LEAST)
    tall = max(min(FULL, wide / shape), LEAST)
    left, right = _about((crop.left + crop.right) / 2, wide)
    top, bottom = _about((crop.top + crop.bottom) / 2, tall)
    return Crop(left=left, top=top, right=right, bottom=bottom)


def _room(low: int, high: int, edges: str, pair: str) -> tuple[float, float]:
    """Return the middle of a side and the most it can grow to."""
    middle = (low + high) / 2
    if pair[0] in edges:
        return middle, high
    if pair[1] in edges:
        return middle, FULL - low
    return middle, FULL


def _placed(
    size: float, room: tuple[float, float], low: int, high: int, edges: str, pair: str
) -> tuple[int, int]:
    if pair[0] in edges:
        return _ends(high - size, high)
    if pair[1] in edges:
        return _ends(low, low + size)
    return _about(room[0], size)


def _about(middle: float, size: float) -> tuple[int, int]:
    low = min(max(middle - size / 2, 0), FULL - size)
    return _ends(low, low + size)


def _ends(low: float, high: float) -> tuple[int, int]:
    first = _within(round(low), 0, FULL - LEAST)
    return first, _within(round(high), first + LEAST, FULL)


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
