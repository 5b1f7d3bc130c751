import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { compareHref } from '@/components/context/compare/comparison-query'
import { ComparisonView } from '@/components/context/compare/comparison-view'
import { useAction } from '@/components/data/use-action'
import { Button, buttonVariants } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { formatComparedSide } from '@/lib/schemas/contexts/compared-side'
import { LIMITS } from '@/lib/schemas/limits'
import { composeAction } from './actions'
import { interactionsQuery } from './queries'

/** Questions of the person that are offered. */
const OFFERED = 3

/** The context of a question as for this person, beside the one of somebody of whom nothing is known. */
export function ProfileEffect({ profileId }: { profileId: string }) {
  const [query, setQuery] = useState('')
  const asked = useQuery(interactionsQuery(profileId)).data?.items ?? []
  const compose = useAction(composeAction, { onError: () => undefined })
  const compare = (query: string) => {
    setQuery(query)
    compose.mutate({ query, profileId })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (query.trim() !== '') compare(query)
  }
  const id = compose.data?.id
  const without =
    id === undefined ? '' : formatComparedSide({ id, isNow: true, pins: null, excludes: null, profile: 'none' })
  const offered = [...new Set(asked.map((each) => each.query))].slice(0, OFFERED)
  return (
    <Section
      title="What it changes"
      description="The context of a question without this profile, and with it. Nothing is asked of a model."
      actions={
        id !== undefined && (
          <WorkspaceLink href={compareHref(without, id)} className={buttonVariants({ size: 'sm' })}>
            Open as a page
            <ArrowUpRight />
          </WorkspaceLink>
        )
      }
    >
      <form onSubmit={submit} className="flex items-end gap-2">
        <Field label="Question" className="min-w-0 flex-1">
          {(control) => (
            <Input
              {...control}
              value={query}
              maxLength={LIMITS.queryLength}
              autoComplete="off"
              onChange={(event) => setQuery(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" isPending={compose.isPending} disabled={query.trim() === ''}>
          Compare
        </Button>
      </form>
      {id === undefined && offered.length > 0 && (
        <ul aria-label="Asked before" className="flex flex-wrap gap-2">
          {offered.map((each) => (
            <li key={each} className="min-w-0">
              <Button
                size="sm"
                className="max-w-full"
                disabled={compose.isPending}
                title={each}
                onClick={() => compare(each)}
              >
                <span className="truncate">{each}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {compose.error && <Notice title={compose.error.message} requestId={compose.error.requestId} />}
      {id !== undefined && (
        <div className="rounded-md border">
          <ComparisonView a={without} b={id} />
        </div>
      )}
    </Section>
  )
}
