'use client'

import { MessageSquarePlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { FailingCheckDto } from '@/lib/schemas/changes/change-checks'
import type { NewPlace } from '@/lib/schemas/changes/discussion'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'
import type { Me } from '../../discussion/me'
import { usePlacedThreads } from './use-placed-threads'

type Place = Extract<NewPlace, { kind: 'check' }>
const nameCheck = ({ queryId, check }: Pick<Place, 'queryId' | 'check'>) =>
  JSON.stringify([queryId, describeCheck(check)])

/** A check of a run. */
export type CheckPlace = Pick<FailingCheckDto, 'queryId' | 'outcome'>

type Options = {
  me: Me
  /** What people call a module. */
  nameOf: (moduleId: string) => string
}

/** What people say of the checks of a set: beneath each that is shown, and of the others. */
export function useDiscussedChecks(number: number, querySetId: string, { me, nameOf }: Options) {
  const { threads: all, toCard, toForm } = usePlacedThreads(number, me)
  const [composed, setComposed] = useState<string | null>(null)
  const byCheck = Map.groupBy(
    all.filter(({ place }) => place?.kind === 'check' && place.querySetId === querySetId),
    ({ place }) => (place?.kind === 'check' ? nameCheck(place) : ''),
  )
  const toNew = (place: Place, name: string) =>
    toForm({
      about: { place },
      draftKey: `check:${number}:${querySetId}:${name}`,
      label: 'Comment on this check',
      on: `the check “${describeCheck(place.check, nameOf)}”`,
      onDone: () => setComposed(null),
    })
  const below = ({ queryId, outcome: { check } }: CheckPlace): ReactNode => {
    const name = nameCheck({ queryId, check })
    const own = byCheck.get(name) ?? []
    return (
      <div className="ml-7 max-w-3xl space-y-2">
        {own.map((thread) => toCard(thread))}
        {composed === name
          ? toNew({ kind: 'check', querySetId, queryId, check }, name)
          : me.canComment && (
              <Button
                variant="ghost"
                size="sm"
                aria-label={`Comment on the check “${describeCheck(check, nameOf)}”`}
                onClick={() => setComposed(name)}
              >
                <MessageSquarePlus />
                Comment
              </Button>
            )}
      </div>
    )
  }
  /** Threads on checks that are not among these. */
  const rest = (checks: readonly CheckPlace[]): ReactNode => {
    const shown = new Set(checks.map(({ queryId, outcome: { check } }) => nameCheck({ queryId, check })))
    const others = [...byCheck].flatMap(([name, threads]) => (shown.has(name) ? [] : threads))
    if (others.length === 0) return null
    return (
      <section aria-label="Threads on other checks" className="ml-7 max-w-3xl space-y-2">
        <p className="text-fg-muted text-xs">On checks that are not shown, or no longer there</p>
        {others.map((thread) => toCard(thread))}
      </section>
    )
  }
  return { below, rest }
}
