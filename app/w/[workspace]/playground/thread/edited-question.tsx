'use client'

import type { FileUIPart } from 'ai'
import { type KeyboardEvent, useState } from 'react'
import { AttachedImageList, AttachImages } from '@/app/w/[workspace]/playground/images/attached-images'
import type { AttachedImage } from '@/app/w/[workspace]/playground/images/read-image-file'
import { takeFiles } from '@/app/w/[workspace]/playground/images/take-files'
import { useAttachedImages } from '@/app/w/[workspace]/playground/images/use-attached-images'
import { useBlindModel } from '@/app/w/[workspace]/playground/images/use-blind-model'
import type { ClientError } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'

/** A question in other words, with those of its images that stay and those that come to it. */
export type Edited = { text: string; kept: FileUIPart[]; added: AttachedImage[] }

/** One that was not asked, and why. */
export type RefusedEdit = { edited: Edited; error: ClientError }

type EditedQuestionProps = {
  /** What the change begins from. */
  begun: Edited
  /** Why it was not asked, where that was tried. */
  problem?: ClientError
  /** That is asked. */
  model: string | undefined
  onCancel: () => void
  /** @returns whether it is asked: not while an answer is being written */
  onAsk: (edited: Edited) => boolean
}

function focusAtEnd(box: HTMLTextAreaElement | null) {
  box?.focus()
  box?.setSelectionRange(box.value.length, box.value.length)
}

export function EditedQuestion({ begun, problem, model, onCancel, onAsk }: EditedQuestionProps) {
  const [draft, setDraft] = useState(begun.text)
  const [kept, setKept] = useState(begun.kept)
  const attached = useAttachedImages(kept.length, begun.added)
  const [isTooEarly, setIsTooEarly] = useState(false)
  const blind = useBlindModel([model])
  const isUnseen = kept.length + attached.images.length > 0 && blind !== undefined
  const question = draft.trim()
  const isAskable = question !== '' && !isUnseen
  const send = () => {
    if (isAskable) setIsTooEarly(!onAsk({ text: question, kept, added: attached.images }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be chosen by a button too
    <div
      className="ml-auto w-full max-w-[85%] rounded-md border border-line-strong focus-within:border-accent"
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => takeFiles(event, event.dataTransfer, attached.add)}
    >
      <AttachedImageList
        {...attached}
        kept={kept}
        onRemoveKept={(image) => setKept((all) => all.filter((each) => each !== image))}
      />
      {(attached.problem || isUnseen) && (
        <p role="alert" className="px-3 pt-2 text-danger text-xs">
          {[attached.problem, isUnseen && blind].filter(Boolean).join(' ')}
        </p>
      )}
      {problem && (
        <div className="px-2 pt-2">
          <Notice tone="danger" title={`Not asked. ${problem.message}`} requestId={problem.requestId} />
        </div>
      )}
      <textarea
        ref={focusAtEnd}
        aria-label="Edited question"
        value={draft}
        rows={2}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => takeFiles(event, event.clipboardData, attached.add)}
        className="field-sizing-content max-h-60 w-full resize-none bg-transparent px-3 pt-2 text-base outline-none"
      />
      <p className="px-3 pt-1 text-fg-muted text-xs">It is asked in a branch: what was said stays.</p>
      <p role="status" className="px-3 text-fg-muted text-xs">
        {/* holds no longer than the answer is being written */}
        {isTooEarly && (
          <span className="hidden pt-1 in-aria-busy:block">An answer is being written. Ask when it has ended.</span>
        )}
      </p>
      <div className="flex items-center gap-1 p-1.5">
        <AttachImages add={attached.add} />
        <span className="ml-auto" />
        <Button variant="ghost" size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" disabled={!isAskable} onClick={send}>
          Ask in a branch
        </Button>
      </div>
    </div>
  )
}
