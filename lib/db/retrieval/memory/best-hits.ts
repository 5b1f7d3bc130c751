/** `module` is a position in the release's list of modules, which is ordered by id. */
export type Hit = { module: number; ordinal: number; score: number }

/** The `limit` best of many hits: by score, then module, then ordinal. Only scores above 0 count. */
export class BestHits {
  /** No hit with a lower score, nor one of 0, can be among the best any more. */
  floor = 0
  private hits: Hit[] = []

  constructor(private readonly limit: number) {}

  offer(hit: Hit): void {
    this.hits.push(hit)
    if (this.hits.length >= 2 * this.limit + 32) this.cut()
  }

  list(): Hit[] {
    this.cut()
    return this.hits
  }

  private cut(): void {
    this.hits.sort((a, b) => b.score - a.score || a.module - b.module || a.ordinal - b.ordinal)
    if (this.hits.length <= this.limit) return
    this.hits.length = this.limit
    // a hit that ties with the last one may still stand before it by its id
    this.floor = below(this.hits.at(-1)?.score ?? 0)
  }
}

/** A number a little smaller. */
function below(score: number): number {
  return score - score * Number.EPSILON
}
