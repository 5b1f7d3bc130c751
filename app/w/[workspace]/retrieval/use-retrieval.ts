import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { POLICY_FIELDS } from '@/components/policy/policy-fields'
import { diffSettings, writeSetting } from '@/components/policy/policy-settings'
import type { PolicySettings } from '@/lib/engine'
import { type PolicyDetailDto, policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { describeIssue } from '@/lib/schemas/texts/describe-issue'
import { compareSelections } from './compare-selections'
import type { Filters } from './filter-menu'
import { retrievalQuery } from './queries'
import { TRIAL_CHOICES, type Trial } from './search-params'
import { useDebounced } from './use-debounced'

const PAUSE_MS = 250
const NUMBERS = new Set(POLICY_FIELDS.map(({ path }) => path))

function applyTrial(settings: PolicySettings, trial: Trial): PolicySettings {
  return Object.entries(trial)
    .filter(([path]) => NUMBERS.has(path) || TRIAL_CHOICES.has(path))
    .reduce((next, [path, value]) => writeSetting(next, path, value === '' ? undefined : value), settings)
}

/** What is wrong with settings, by path. */
function findProblems(settings: PolicySettings | undefined): Record<string, string> {
  const parsed = settings && policySettingsSchema.safeParse(settings, { error: describeIssue })
  return Object.fromEntries(parsed?.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [])
}

/**
 * The retrieval of a query under the policy, and under what is tried out, a pause after the last change. Settings that
 * cannot be are not run: those before them stay in view.
 */
export function useRetrieval(
  query: string,
  policy: PolicyDetailDto | undefined,
  trial: Trial,
  { release, category, tag, priority }: Filters & { release: string | null },
) {
  const settings = useMemo(() => policy && applyTrial(policy.settings, trial), [policy, trial])
  const changes = policy && settings ? diffSettings(policy.settings, settings) : []
  const problems = useMemo(() => findProblems(settings), [settings])
  const runnable = useRef<PolicySettings | undefined>(undefined)
  if (Object.keys(problems).length === 0) runnable.current = changes.length === 0 ? undefined : settings
  const given = {
    ...(category === null ? {} : { category }),
    ...(tag.length === 0 ? {} : { tags: tag }),
    ...(priority === null ? {} : { priority }),
  }
  const wanted = {
    query: query.trim(),
    // the version is part of the request so that an answer under another one is never shown for it
    ...(policy ? { policy: `${policy.id}@${policy.activeVersion}` } : {}),
    ...(release === null ? {} : { release }),
    ...(Object.keys(given).length === 0 ? {} : { filters: given }),
  }
  const base = useDebounced(wanted, JSON.stringify(wanted), PAUSE_MS)
  const tried = useDebounced(runnable.current, JSON.stringify(runnable.current ?? null), PAUSE_MS)
  const isReady = policy !== undefined && base.policy !== undefined
  const baseline = useQuery({ ...retrievalQuery(base), enabled: isReady && base.query !== '' })
  const trialRun = useQuery({
    ...retrievalQuery({ ...base, ...(tried ? { settings: tried } : {}) }),
    enabled: isReady && base.query !== '' && tried !== undefined,
  })
  const shown = tried ? trialRun : baseline
  // a question that is still being typed has found nothing yet
  const retrieval = wanted.query === base.query ? shown.data : undefined
  const selection = useMemo(
    () =>
      tried && baseline.data && trialRun.data
        ? compareSelections(baseline.data.candidates, trialRun.data.candidates)
        : null,
    [tried, baseline.data, trialRun.data],
  )
  return { settings, changes, problems, shown, retrieval, selection, isAsked: wanted.query !== '' }
}
