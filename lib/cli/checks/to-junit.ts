import type { CheckOutcomeDto } from '@/lib/schemas/query-sets/check'
import type { CheckRunDto } from '@/lib/schemas/query-sets/check-run'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'

/** A run as JUnit XML: a case for each check, and one with an error for each query that could not be composed. */
export function toJUnit(setName: string, run: CheckRunDto): string {
  const cases = run.results.flatMap(({ text, outcomes, error }) => [
    ...outcomes.map((outcome) => toCase(setName, `${text} · ${describeCheck(outcome.check)}`, tell(outcome))),
    ...(error === undefined ? [] : [toCase(setName, text, `<error message="${escapeXml(error)}"/>`)]),
  ])
  const { held, failed, skipped, broken } = run
  const tests = held + failed + skipped + broken
  const counts = `tests="${tests}" failures="${failed}" errors="${broken}" skipped="${skipped}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `<testsuite name="${escapeXml(setName)}" ${counts} timestamp="${run.startedAt.slice(0, 19)}">`,
    ...cases,
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function tell({ status, because }: CheckOutcomeDto): string {
  if (status === 'holds') return ''
  return `<${status === 'fails' ? 'failure' : 'skipped'} message="${escapeXml(because)}"/>`
}

function toCase(setName: string, name: string, inside: string): string {
  return `<testcase classname="${escapeXml(setName)}" name="${escapeXml(name)}">${inside}</testcase>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }
/** XML has no form for control characters, however they are written. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function escapeXml(text: string): string {
  return text.replaceAll(FORBIDDEN, ' ').replaceAll(/[&<>"\n]/g, (each) => ENTITIES[each] ?? each)
}
