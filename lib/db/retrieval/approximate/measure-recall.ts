import { prisma } from '../../client'
import { Prisma } from '../../generated/client'
import { toVector } from '../../index-rows'
import type { Reader } from '../../transaction'
import { SLACK } from '../hits'
import { distanceTo, type IndexedVectors, isIndexed, listsOf, tableOf } from './index-sql'
import { withIterativeScan } from './serving'

const NEAREST = 10
/** Of the lists, tried one after the other, until one finds enough. */
const SHARES = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
/** More than the aim, since few questions are asked. */
const ENOUGH = 0.985
/** Of few vectors the nearest lie further off, in more lists: what a filter that lets an eighth through shows is asked too. */
const SHOWN = [Prisma.sql`true`, Prisma.sql`hashtext("moduleId") % 8 = 0`]
/** Vectors are equally near where their scores differ by no more. */
const EQUAL = 1e-6

type Asked = { question: ArrayLike<number>; shown: Prisma.Sql }

/**
 * Which share of the ten vectors nearest to each question an index finds, with the least effort that finds enough of them;
 * where none does, with the one that finds the most. The lesser of the shares with and without a filter.
 */
export async function measureRecall(
  vectors: IndexedVectors,
  rows: number,
  questions: ArrayLike<number>[],
  signal?: AbortSignal,
): Promise<{ effort: number; recall: number }> {
  const parts: (Asked & { scores: number[] })[][] = []
  for (const shown of SHOWN) {
    const nearest: (Asked & { scores: number[] })[] = []
    for (const question of questions) {
      signal?.throwIfAborted()
      const asked = { question, shown }
      nearest.push({
        ...asked,
        scores: await findNearest(prisma, vectors, asked, Prisma.sql`${scoreOf(question)} DESC`),
      })
    }
    parts.push(nearest)
  }
  let best = { effort: 1, recall: 0 }
  for (const share of SHARES) {
    signal?.throwIfAborted()
    const effort = Math.ceil(share * listsOf(rows))
    const recalls: number[] = []
    for (const nearest of parts) {
      let [found, all] = [0, 0]
      for (const { scores, ...asked } of nearest) {
        const order = distanceTo(asked.question)
        const hits = await withIterativeScan({ effort }, (tx) => findNearest(tx, vectors, asked, order, SLACK))
        const least = (scores.at(-1) ?? 0) - EQUAL
        found += (hits ?? []).slice(0, NEAREST).filter((score) => score >= least).length
        all += scores.length
      }
      recalls.push(all === 0 ? 1 : Math.min(1, found / all))
    }
    const recall = Math.min(...recalls)
    if (recall > best.recall) best = { effort, recall }
    if (best.recall >= ENOUGH) break
  }
  return best
}

const scoreOf = (question: ArrayLike<number>) => Prisma.sql`-("embedding" <#> ${toVector(question)}::vector)`

async function findNearest(
  reader: Reader,
  vectors: IndexedVectors,
  { question, shown }: Asked,
  order: Prisma.Sql,
  slack = 0,
): Promise<number[]> {
  const rows = await reader.$queryRaw<{ score: number }[]>`
    SELECT ${scoreOf(question)} AS "score" FROM ${tableOf(vectors.documents)}
    WHERE ${isIndexed(vectors)} AND ${shown} ORDER BY ${order} LIMIT ${NEAREST + slack}`
  return rows.map(({ score }) => score).sort((a, b) => b - a)
}
