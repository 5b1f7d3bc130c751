import { mrr, ndcgAtK, recallAtK } from '@/lib/engine'
import type { RetrievalSet } from './load-sets'

export type Ranking = (query: string) => Promise<string[]> | string[]
export type Quality = { ndcg10: number; recall10: number; recall100: number; mrr10: number }

/** Means over a set's queries; a ranking is document ids, best first. */
export async function measureRanking({ queries }: RetrievalSet, rank: Ranking): Promise<Quality> {
  const runs: { ranked: string[]; gains: Map<string, number>; relevant: Set<string> }[] = []
  for (const { text, gains } of queries) runs.push({ ranked: await rank(text), gains, relevant: new Set(gains.keys()) })
  const mean = (value: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + value(run), 0) / runs.length
  return {
    ndcg10: mean(({ ranked, gains }) => ndcgAtK(ranked, gains, 10)),
    recall10: mean(({ ranked, relevant }) => recallAtK(ranked, relevant, 10)),
    recall100: mean(({ ranked, relevant }) => recallAtK(ranked, relevant, 100)),
    mrr10: mrr(runs.map(({ ranked, relevant }) => ({ ranked: ranked.slice(0, 10), relevant }))),
  }
}

export function printQuality(name: string, { ndcg10, recall10, recall100, mrr10 }: Quality): void {
  const figures = [ndcg10, recall10, recall100, mrr10].map((value) => value.toFixed(4).padStart(9))
  console.log(`  ${name.padEnd(44)}${figures.join('')}`)
}

export function printHeader(title: string): void {
  console.log(`\n${title.padEnd(46)}${['nDCG@10', 'R@10', 'R@100', 'MRR@10'].map((name) => name.padStart(9)).join('')}`)
}
