import type { CheckRunDto } from '@/lib/schemas/query-sets/check-run'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'

/** A run for a terminal: what fails with its reason, then the counts. */
export function tellRun(setName: string, run: CheckRunDto): string {
  const lines = run.results.flatMap(({ text, outcomes, error }) => {
    const bad = outcomes
      .filter(({ status }) => status === 'fails')
      .map(({ check, because }) => `✗ ${text} · ${describeCheck(check)}\n    ${because}`)
    return error === undefined ? bad : [...bad, `! ${text}\n    ${error}`]
  })
  const { held, failed, skipped, broken, metrics, releaseId } = run
  const counts = [
    held === 1 ? '1 holds' : `${held} hold`,
    failed === 1 ? '1 fails' : `${failed} fail`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(broken > 0 ? [`${broken} ${broken === 1 ? 'query' : 'queries'} could not be composed`] : []),
  ]
  const rates = metrics
    ? [
        `recall@10 ${metrics.recall.toFixed(3)}, nDCG@10 ${metrics.ndcg.toFixed(3)}, MRR ${metrics.mrr.toFixed(3)}`,
        ...(metrics.evidence
          ? [
              `evidence in 1,000 / 2,000 / 4,000 tokens ${metrics.evidence.map((share) => share.toFixed(3)).join(' / ')}`,
            ]
          : []),
      ]
    : []
  const last = `${setName} · ${releaseId} · ${counts.join(', ')}`
  const nothing = held + failed + skipped === 0 ? ['No check was held against a context: nothing can fail.'] : []
  return `${[...lines, ...(run.error ? [run.error] : []), last, ...rates, ...nothing].join('\n')}\n`
}
