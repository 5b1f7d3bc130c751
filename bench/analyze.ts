import { analyzeQuery } from '@/lib/engine/analyze/analyze-query'
import { HELD_OUT_QUERIES, TUNED_QUERIES } from '@/lib/engine/analyze/labels/labelled-queries.fixture'
import { type FieldScore, scoreAnalysis } from '@/lib/engine/analyze/labels/score-analysis.fixture'
import { misjudgedQuestions, SHORT_QUESTIONS } from '@/lib/engine/analyze/labels/short-questions.fixture'

/**
 * `npm run bench:analyze [-- --wrong]`: what the query analysis gets right on the labelled queries, field by field, on
 * those that the rules were corrected on and on those that they never saw, and of which short questions it knows whether
 * they lean on the one before; `--wrong` lists the others.
 */

const ROUNDS = 20

function main(): void {
  const tuned = scoreAnalysis(TUNED_QUERIES)
  const heldOut = scoreAnalysis(HELD_OUT_QUERIES)
  const columns = [`tuned (${TUNED_QUERIES.length})`, `held out (${HELD_OUT_QUERIES.length})`]
  console.log(`${'field'.padEnd(20)}${'measure'.padEnd(10)}${columns.map((name) => name.padStart(15)).join('')}`)
  for (const [at, { field, measure, score }] of tuned.entries()) {
    const scores = [score, heldOut[at]?.score ?? 0].map((value) => `${(100 * value).toFixed(1)} %`.padStart(15))
    console.log(`${field.padEnd(20)}${measure.padEnd(10)}${scores.join('')}`)
  }
  if (process.argv.includes('--wrong')) for (const field of tuned) printWrong(field)
  if (process.argv.includes('--wrong-held-out')) for (const field of heldOut) printWrong(field)
  const misjudged = misjudgedQuestions()
  const count = SHORT_QUESTIONS.length
  console.log(`\n${count - misjudged.length} of ${count} short questions in conversations are told apart`)
  if (process.argv.includes('--wrong')) for (const { before, query } of misjudged) console.log(`  ${before} ${query}`)
  console.log(`\nper query: ${bestOf(ROUNDS).toFixed(3)} ms (best of ${ROUNDS} rounds)`)
}

function printWrong({ field, wrong }: FieldScore): void {
  console.log(`\n${field}`)
  for (const line of wrong) console.log(`  ${line}`)
}

function bestOf(rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    for (const { query } of TUNED_QUERIES) analyzeQuery(query)
    return (performance.now() - start) / TUNED_QUERIES.length
  })
  return Math.min(...times)
}

main()
