type Window = {
  /** Tokens that the model reads, `end` exclusive. */
  start: number
  end: number
  /** Of these the vectors of the ones from here … */
  keepFrom: number
  /** … to here (exclusive) are kept: each token's from the window in which it stands furthest from an edge. */
  keepTo: number
}

/**
 * Windows of at most `size` tokens that cover a document longer than a model can read, each overlapping the one before,
 * so that no token is read without what stands around it (Günther et al. 2024, "long late chunking").
 *
 * @param count tokens of the document
 * @param size tokens that the model reads at once, at least 2
 * @param overlap tokens that two windows share, below `size`; default a quarter
 */
export function planWindows(count: number, size: number, overlap: number = Math.floor(size / 4)): Window[] {
  if (count === 0) return []
  const step = size - overlap
  const windows: Window[] = []
  for (let start = 0; ; start += step) {
    const end = Math.min(count, start + size)
    const before = windows.at(-1)
    const keepFrom = before ? start + Math.floor((before.end - start) / 2) : 0
    if (before) before.keepTo = keepFrom
    windows.push({ start, end, keepFrom, keepTo: end })
    if (end === count) return windows
  }
}
