'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowUp, EyeOff, Square } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { AskBeside, ColumnChips, useColumnEdits } from '@/app/w/[workspace]/playground/columns/column-chips'
import type { Otherwise } from '@/app/w/[workspace]/playground/columns/columns'
import { AttachedImageList, AttachImages } from '@/app/w/[workspace]/playground/images/attached-images'
import { takeFiles } from '@/app/w/[workspace]/playground/images/take-files'
import type { AttachedImages } from '@/app/w/[workspace]/playground/images/use-attached-images'
import { useBlindModel } from '@/app/w/[workspace]/playground/images/use-blind-model'
import { ChosenModules } from '@/components/context/candidates/chosen-modules'
import type { ModuleChoice } from '@/components/context/candidates/module-choice'
import { ChosenSummaries } from '@/components/context/history/chosen-summaries'
import { modelsQuery } from '@/components/data/models-query'
import { ReleaseChip } from '@/components/release/release-chip'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Tooltip } from '@/components/ui/tooltip'
import { LIMITS } from '@/lib/schemas/limits'
import { ActsAs } from './acts-as'
import { type ComposeOptions, ComposeOptionsMenu } from './compose-options'

type ComposerProps = {
  text: string
  onTextChange: (text: string) => void
  onAsk: (text: string) => void
  onStop: () => void
  /** Images that go with it. */
  attached: AttachedImages
  isBusy: boolean
  /** Nothing was asked in the conversation yet. */
  isNew: boolean
  /** Somebody came to read a message, and does not write yet. */
  isReading: boolean
  options: ComposeOptions
  /** Whose conversation it is. */
  profileId: string | undefined
  onOptionsChange: (options: ComposeOptions) => void
  /** Columns beside the first. */
  beside: Otherwise[]
  onBesideChange: (beside: Otherwise[]) => void
  choice: ModuleChoice | null
  nameOf: (moduleId: string) => string
}

export function Composer(props: ComposerProps) {
  const { text, onTextChange, onAsk, onStop, isBusy, isNew, options, onOptionsChange, choice, nameOf, attached } = props
  const { model, policy, release } = options
  const columns = useColumnEdits({
    chosen: { model, policy, release },
    beside: props.beside,
    onChange: props.onBesideChange,
  })
  const models = useQuery(modelsQuery())
  const box = useRef<HTMLTextAreaElement>(null)
  const [isFirst] = useState(!props.isReading)
  useEffect(() => {
    if (isFirst) box.current?.focus()
  }, [isFirst])

  const items = models.data?.items ?? []
  const blind = useBlindModel([options, ...props.beside].map(({ model }) => model))
  const isUnseen = attached.images.length > 0 && blind !== undefined

  const send = () => {
    const question = text.trim()
    if (question === '' || isBusy || isUnseen) return
    onAsk(question)
    onTextChange('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be chosen by a button too
    <div
      className="@container rounded-md border border-line-strong bg-background focus-within:border-accent"
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => takeFiles(event, event.dataTransfer, attached.add)}
    >
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
      <AttachedImageList {...attached} />
      {(attached.problem || isUnseen) && (
        <p role="alert" className="px-3 pt-2 text-danger text-xs">
          {[attached.problem, isUnseen && blind].filter(Boolean).join(' ')}
        </p>
      )}
      <textarea
        ref={box}
        id="question"
        aria-label="Ask a question"
        placeholder="Ask…"
        value={text}
        rows={2}
        onChange={(event) => onTextChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => takeFiles(event, event.clipboardData, attached.add)}
        className="field-sizing-content max-h-60 w-full resize-none bg-transparent px-3 pt-2.5 text-base outline-none placeholder:text-fg-faint"
      />
      <div className="flex items-center gap-1 p-1.5">
        <Select
          aria-label="Model"
          className="h-7 w-fit max-w-56 border-transparent text-xs hover:bg-muted"
          value={options.model}
          onValueChange={(model) => onOptionsChange({ ...options, model })}
          options={items.map(({ id, name, isOffline, takesImages, providerName }) => ({
            value: id,
            label: name,
            hint: isOffline ? undefined : [providerName, takesImages && 'takes images'].filter(Boolean).join(' · '),
          }))}
        />
        <AttachImages add={attached.add} />
        <ActsAs
          profileId={options.profileId === undefined ? props.profileId : options.profileId}
          onChange={(profileId) => onOptionsChange({ ...options, profileId })}
        />
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
              <span className={options.isTemporary ? undefined : '@max-3xl:sr-only'}>Temporary</span>
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
            <Button
              variant="primary"
              size="icon"
              aria-label="Ask"
              disabled={text.trim() === '' || isUnseen}
              onClick={send}
            >
              <ArrowUp />
            </Button>
          </Tooltip>
        )}
      </div>
    </div>
  )
}
