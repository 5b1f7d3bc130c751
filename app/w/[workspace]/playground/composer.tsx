'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowUp, EyeOff, Square } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { ChosenModules } from '@/components/context/chosen-modules'
import { ChosenSummaries } from '@/components/context/chosen-summaries'
import type { ModuleChoice } from '@/components/context/module-choice'
import { modelsQuery } from '@/components/data/models-query'
import { ReleaseChip } from '@/components/release/release-chip'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Tooltip } from '@/components/ui/tooltip'
import { LIMITS } from '@/lib/schemas/limits'
import { ActsAs } from './acts-as'
import { AskBeside, ColumnChips } from './columns/column-chips'
import type { Otherwise } from './columns/columns'
import { type ComposeOptions, ComposeOptionsMenu } from './compose-options'

type ComposerProps = {
  text: string
  onTextChange: (text: string) => void
  onAsk: (text: string) => void
  onStop: () => void
  isBusy: boolean
  /** Nothing was asked in the conversation yet. */
  isNew: boolean
  options: ComposeOptions
  onOptionsChange: (options: ComposeOptions) => void
  /** Columns beside the first. */
  beside: Otherwise[]
  onBesideChange: (beside: Otherwise[]) => void
  choice: ModuleChoice | null
  nameOf: (moduleId: string) => string
}

export function Composer(props: ComposerProps) {
  const { text, onTextChange, onAsk, onStop, isBusy, isNew, options, onOptionsChange, choice, nameOf } = props
  const { model, policy, release } = options
  const columns = { chosen: { model, policy, release }, beside: props.beside, onChange: props.onBesideChange }
  const models = useQuery(modelsQuery())
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])

  const send = () => {
    const question = text.trim()
    if (question === '' || isBusy) return
    onAsk(question)
    onTextChange('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  const items = models.data?.items ?? []
  return (
    <div className="rounded-md border border-line-strong bg-background focus-within:border-accent">
      {options.release && (
        <ReleaseChip
          release={options.release}
          onRemove={() => onOptionsChange({ ...options, release: undefined })}
          className="mx-3 mt-2.5"
        />
      )}
      {choice && <ChosenModules {...choice} nameOf={nameOf} className="px-3 pt-2.5" />}
      <ChosenSummaries className="px-3 pt-2.5" />
      <ColumnChips {...columns} />
      <textarea
        ref={box}
        id="question"
        aria-label="Ask a question"
        placeholder="Ask…"
        value={text}
        rows={2}
        onChange={(event) => onTextChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-60 w-full resize-none bg-transparent px-3 pt-2.5 text-base outline-none placeholder:text-fg-faint"
      />
      <div className="flex items-center gap-1 p-1.5">
        <Select
          aria-label="Model"
          className="h-7 max-w-56 border-transparent text-xs hover:bg-muted"
          value={options.model}
          onValueChange={(model) => onOptionsChange({ ...options, model })}
          options={items.map(({ id, name, isOffline, providerName }) => ({
            value: id,
            label: name,
            hint: isOffline ? undefined : providerName,
          }))}
        />
        <ActsAs profileId={options.profileId} onChange={(profileId) => onOptionsChange({ ...options, profileId })} />
        <ComposeOptionsMenu options={options} onChange={onOptionsChange} />
        <AskBeside {...columns} />
        {isNew && (
          <Tooltip
            content={`Nothing is learned from a temporary conversation; it is deleted ${LIMITS.temporaryConversationHours} hours after its last message`}
          >
            <Button
              variant="ghost"
              size="sm"
              aria-pressed={options.isTemporary ?? false}
              className={options.isTemporary ? 'bg-muted text-fg' : 'text-fg-muted'}
              onClick={() => onOptionsChange({ ...options, isTemporary: options.isTemporary ? undefined : true })}
            >
              <EyeOff />
              <span className={options.isTemporary ? undefined : 'max-sm:sr-only'}>Temporary</span>
            </Button>
          </Tooltip>
        )}
        <span className="ml-auto" />
        {isBusy ? (
          <Tooltip content={props.beside.length > 0 ? 'Stop all answers' : 'Stop the answer'}>
            <Button size="icon" aria-label="Stop" onClick={onStop}>
              <Square className="fill-current" />
            </Button>
          </Tooltip>
        ) : (
          <Tooltip content="Ask" shortcut="enter">
            <Button variant="primary" size="icon" aria-label="Ask" disabled={text.trim() === ''} onClick={send}>
              <ArrowUp />
            </Button>
          </Tooltip>
        )}
      </div>
    </div>
  )
}
