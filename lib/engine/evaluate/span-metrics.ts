/** A range of a document. Both offsets are in the unit that is measured: tokens, or characters. */
export type Excerpt = { documentId: string; start: number; end: number }

export type SpanMetrics = { recall: number; precision: number; iou: number }

/**
 * How much of the relevant text a retrieval brings, and how much else with it, each 0–1. Smith, Troynikov: "Evaluating
 * Chunking Strategies for Retrieval", Chroma technical report, 2024, with t_e the relevant and t_r the retrieved text:
 * recall = |t_e ∩ t_r| / |t_e|, precision = |t_e ∩ t_r| / |t_r|, IoU = |t_e ∩ t_r| / |t_e ∪ t_r|. Relevant text that is
 * retrieved twice counts once in the intersection and twice in t_r: repeating has its price.
 *
 * @param relevant must not overlap; with none of it recall and precision are 1 when nothing is retrieved
 */
export function spanMetrics(retrieved: Excerpt[], relevant: Excerpt[]): SpanMetrics {
  const found = relevant.reduce((sum, excerpt) => sum + coveredLength(excerpt, retrieved), 0)
  const wanted = totalLength(relevant)
  const sent = totalLength(retrieved)
  return {
    recall: ratio(found, wanted),
    precision: ratio(found, sent),
    iou: ratio(found, sent + wanted - found),
  }
}

/** How much of an excerpt others cover, each place counted once. */
function coveredLength(excerpt: Excerpt, others: Excerpt[]): number {
  const parts = others
    .filter(({ documentId }) => documentId === excerpt.documentId)
    .map(({ start, end }) => ({ start: Math.max(start, excerpt.start), end: Math.min(end, excerpt.end) }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start)
  let covered = 0
  let at = excerpt.start
  for (const { start, end } of parts) {
    covered += Math.max(0, end - Math.max(at, start))
    at = Math.max(at, end)
  }
  return covered
}

function totalLength(excerpts: Excerpt[]): number {
  return excerpts.reduce((sum, { start, end }) => sum + end - start, 0)
}

/** 0 of 0 is all of it. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}
