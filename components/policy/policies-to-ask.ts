import type { PolicyDto } from '@/lib/schemas/contexts/policy'

export type PolicyToAsk = {
  /** As a request names it: the active version by `id`, another one by `id@version`. */
  policy: string
  label: string
}

type Offered = Pick<PolicyDto, 'id' | 'name' | 'activeVersion' | 'latestVersion'>

/** What can be composed with: each policy as it is applied, and its newest version where that is not applied yet. */
export function policiesToAsk(policies: Offered[]): PolicyToAsk[] {
  return policies.flatMap(({ id, name, activeVersion, latestVersion }) => [
    { policy: id, label: `${name} v${activeVersion}` },
    ...(latestVersion > activeVersion
      ? [{ policy: `${id}@${latestVersion}`, label: `${name} v${latestVersion}, not applied` }]
      : []),
  ])
}
