/** `file › title` of each journey that passed only when it was tried again. */
function* flakyOf(suites) {
  for (const { specs = [], suites: inner = [] } of suites) {
    for (const { file, title, tests } of specs) {
      if (tests.some(({ status }) => status === 'flaky')) yield `${file} › ${title}`
    }
    yield* flakyOf(inner)
  }
}

/**
 * What Playwright's JSON report says. One journey may need a second try, on a machine that was busy for a moment; from
 * the second one on they count as failed.
 */
export function countJourneys({ stats, suites }) {
  const flaky = [...flakyOf(suites)]
  const forgiven = Math.min(1, flaky.length)
  return { passed: stats.expected + forgiven, failed: stats.unexpected + flaky.length - forgiven, flaky }
}

/** The last line of the test run. */
export function toClosingLine({ passed, failed, flaky }) {
  return `${passed} passed, ${failed} failed${flaky.length > 0 ? `; only at the second try: ${flaky.join(', ')}` : ''}`
}
