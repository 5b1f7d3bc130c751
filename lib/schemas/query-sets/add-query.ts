import { type CheckedQuery, nameLabel } from './query-set'

type Asked = Omit<CheckedQuery, 'id'> & { id?: string | undefined }

/**
 * Queries with the checks and labels of one more: at the query that has the same text and settings, or as a new one. A check
 * or label that is there already is not added twice.
 */
export function addQuery<Added extends Asked>(
  queries: readonly CheckedQuery[],
  query: Added,
): (CheckedQuery | Added)[] {
  const same = queries.find((each) => askedAs(each) === askedAs(query))
  return same ? queries.map((each) => (each === same ? merge(each, query) : each)) : [...queries, query]
}

/** Everything that decides which context a query gets. */
function askedAs({ id: _, labels: __, checks: ___, text, ...settings }: Asked): string {
  return JSON.stringify([text.trim(), Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))])
}

function merge(query: CheckedQuery, { checks, labels }: Asked): CheckedQuery {
  const known = new Set(query.checks.map((check) => JSON.stringify(check)))
  const labelled = new Set(query.labels.map(nameLabel))
  return {
    ...query,
    checks: [...query.checks, ...checks.filter((check) => !known.has(JSON.stringify(check)))],
    labels: [...query.labels, ...labels.filter((label) => !labelled.has(nameLabel(label)))],
  }
}
