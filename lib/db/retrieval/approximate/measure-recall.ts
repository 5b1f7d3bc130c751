import { prisma } from '../../client'
import { Prisma } from '../../generated/client'
import { toVector } from '../../index-rows'
import type { Reader } from '../../transaction'
import { SLACK } from '../hits'
import { distanceTo, type IndexedVectors, isIndexed, tableOf } from './index-sql'
import { withIterativeScan } from './serving'

const NEAREST = 10
/** Tried one after the other, until one finds enough. */
const EFFORTS = [64, 128, 256, 512, 1_000]
/** More than the aim, since few questions are asked. */
const ENOUGH = 0.985
/** Vectors are equally near where their scores differ by no more. */
const EQUAL = 1e-6

/**
 * Which share of the ten vectors nearest to each question an index finds, with the least effort that finds enough of them;
 * where none does, with the one that finds the most.
 */
export async function measureRecall(
  vectors: IndexedVectors,
  rows: number,
  questions: ArrayLike<number>[],
  signal?: AbortSignal,
): Promise<{ effort: number; recall: number }> {
  const least: number[] = []
  for (const question of questions) {
    signal?.throwIfAborted()
    const scores = await findNearest(prisma, vectors, question, Prisma.sql`${scoreOf(question)} DESC`)
    least.push((scores.at(-1) ?? 0) - EQUAL)
  }
  let best = { effort: EFFORTS[0]!, recall: 0 }
  for (const effort of EFFORTS) {
    signal?.throwIfAborted()
    const found = await withIterativeScan({ rows, effort }, async (tx) => {
      let count = 0
      for (const [at, question] of questions.entries()) {
        const scores = await findNearest(tx, vectors, question, distanceTo(question), SLACK)
        count += scores.slice(0, NEAREST).filter((score) => score >= least[at]!).length
      }
      return count
    })
    const recall = (found ?? 0) / Math.max(1, questions.length * Math.min(NEAREST, rows))
    if (recall > best.recall) best = { effort, recall: Math.min(1, recall) }
    if (recall >= ENOUGH) break
  }
  return best
}

const scoreOf = (question: ArrayLike<number>) => Prisma.sql`-("embedding" <#> ${toVector(question)}::vector)`

async function findNearest(
  reader: Reader,
  vectors: IndexedVectors,
  question: ArrayLike<number>,
  order: Prisma.Sql,
  slack = 0,
): Promise<number[]> {
  const rows = await reader.$queryRaw<{ score: number }[]>`
    SELECT ${scoreOf(question)} AS "score" FROM ${tableOf(vectors.documents)}
    WHERE ${isIndexed(vectors)} ORDER BY ${order} LIMIT ${NEAREST + slack}`
  return rows.map(({ score }) => score).sort((a, b) => b - a)
}
