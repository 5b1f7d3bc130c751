import { mrr, ndcgAtK, recallAtK } from '@/lib/engine'
import { isHeldOut } from '../context/rate-task'
import type { RetrievalSet } from './load-sets'

export type Ranking = (query: string) => Promise<string[]> | string[]
/** `heldOut10` is nDCG@10 of the half of the queries on which nothing is learned. */
export type Quality = { ndcg10: number; heldOut10: number; recall10: number; recall100: number; mrr10: number }

type Run = { ranked: string[]; gains: Map<string, number>; relevant: Set<string>; isHeldOut: boolean }

/** Means over a set's queries; a ranking is document ids, best first. */
export async function measureRanking({ queries }: RetrievalSet, rank: Ranking): Promise<Quality> {
  const runs: Run[] = []
  for (const { text, gains } of queries) {
    const relevant = new Set(gains.keys())
    runs.push({ ranked: await rank(text), gains, relevant, isHeldOut: isHeldOut({ query: text }) })
  }
  const mean = (value: (run: Run) => number, of = runs) => of.reduce((sum, run) => sum + value(run), 0) / of.length
  const ndcg10 = ({ ranked, gains }: Run) => ndcgAtK(ranked, gains, 10)
  const heldOut = runs.filter((run) => run.isHeldOut)
  return {
    ndcg10: mean(ndcg10),
    heldOut10: mean(ndcg10, heldOut),
    recall10: mean(({ ranked, relevant }) => recallAtK(ranked, relevant, 10)),
    recall100: mean(({ ranked, relevant }) => recallAtK(ranked, relevant, 100)),
    mrr10: mrr(runs.map(({ ranked, relevant }) => ({ ranked: ranked.slice(0, 10), relevant }))),
  }
}

export function printQuality(name: string, { ndcg10, heldOut10, recall10, recall100, mrr10 }: Quality): void {
  const figures = [ndcg10, heldOut10, recall10, recall100, mrr10].map((value) => value.toFixed(4).padStart(9))
  console.log(`  ${name.padEnd(44)}${figures.join('')}`)
}

export function printHeader(title: string): void {
  const heads = ['nDCG@10', 'held out', 'R@10', 'R@100', 'MRR@10'].map((name) => name.padStart(9))
  console.log(`\n${title.padEnd(46)}${heads.join('')}`)
}
