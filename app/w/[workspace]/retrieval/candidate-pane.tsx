'use client'

import { ExternalLink, ListChecks } from 'lucide-react'
import { useState } from 'react'
import { FoundBy, Signals } from '@/components/context/candidates/candidate-facts'
import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { useCheckSource } from '@/components/context/checks/check-source'
import { SaveCheckDialog, type SeenPassage } from '@/components/context/checks/save-check'
import { nameChunk, nameVersion } from '@/components/context/name-version'
import { sourceHref } from '@/components/context/source-href'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { LIMITS } from '@/lib/schemas/limits'

type CandidatePaneProps = { candidate: RetrievalCandidateDto | undefined; weights: Record<string, number> }

/** Where one candidate stood at each stage, what its signals add up to, and what became of it. */
export function CandidatePane({ candidate, weights }: CandidatePaneProps) {
  if (!candidate) {
    return (
      <EmptyState
        title="No candidate chosen"
        description="Choose one in a column: its ranks, scores, signals and what became of it show here."
      />
    )
  }
  const { moduleId, version, chunkId, sourceRange, title, headingPath, text, tokens, notes, isSelected } = candidate
  // many modules repeat their name as their first heading
  const path = headingPath[0] === title ? headingPath : [title, ...headingPath]
  return (
    <article className="space-y-4 p-3" aria-label={title}>
      <header className="space-y-1.5">
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 flex-1 font-medium text-sm">{path.join(' › ')}</h3>
          <Badge tone={isSelected ? 'success' : 'neutral'}>{isSelected ? 'selected' : 'dropped'}</Badge>
        </div>
        <p className="text-fg-muted text-xs">{reasonSentence(candidate)}</p>
        {notes?.map((note) => (
          <p key={note} className="text-fg-muted text-xs">
            {note}
          </p>
        ))}
        <p className="flex items-center gap-2 text-fg-faint text-xs">
          <WorkspaceLink
            className="inline-flex items-center gap-1 font-mono text-accent hover:underline"
            href={sourceHref(moduleId, chunkId, sourceRange)}
          >
            {nameVersion(moduleId, version)}
            {chunkId && `, ${nameChunk(chunkId)}`}
            {candidate.resolution === 'summary' && ', summary'}
            <ExternalLink className="size-3" aria-hidden />
          </WorkspaceLink>
          <Tokens value={tokens} hasUnit />
        </p>
        <SaveCheck {...{ moduleId, title }} passage={chunkId === undefined ? undefined : { text, headingPath }} />
      </header>
      <FoundBy candidate={candidate} />
      <Signals candidate={candidate} weights={weights} />
      <section className="space-y-1">
        <h4 className="font-medium text-xs">{nameText(candidate)}</h4>
        <pre className="whitespace-pre-wrap break-words rounded-md border bg-surface p-2 font-mono text-xs leading-5">
          {text}
        </pre>
      </section>
    </article>
  )
}

/** What is shown of it, which of a long module is the beginning. */
export function nameText({ resolution, text, chunkId }: RetrievalCandidateDto): string {
  if (resolution === 'summary') return 'Summary'
  if (chunkId) return 'Text'
  return text.length < LIMITS.moduleExcerpt ? 'The module' : 'Beginning of the module'
}

type Seen = { moduleId: string; title: string; passage: SeenPassage | undefined }

function SaveCheck(seen: Seen) {
  const source = useCheckSource()
  const [isSaving, setIsSaving] = useState(false)
  if (!source) return null
  return (
    <>
      <Button size="sm" onClick={() => setIsSaving(true)}>
        <ListChecks />
        Save as a check or label
      </Button>
      {isSaving && <SaveCheckDialog source={source} {...seen} onClose={() => setIsSaving(false)} />}
    </>
  )
}
