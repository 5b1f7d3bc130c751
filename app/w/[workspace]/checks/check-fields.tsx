'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { ModuleField } from '@/components/questions/module-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { CHECK_FORM_WORDS, CHECK_FORMS, type CheckKind, SECTION_NAMES } from '@/lib/engine'
import { type CheckDraft, KIND_WORDS } from './check-draft'

const KINDS = Object.entries(KIND_WORDS).map(([value, label]) => ({ value: value as CheckKind, label }))
const FORMS = CHECK_FORMS.map((value) => ({ value, label: CHECK_FORM_WORDS[value] }))
const SECTIONS = SECTION_NAMES.map((value) => ({ value, label: value }))

type CheckFieldsProps = {
  draft: CheckDraft
  /** What is missing; told once something was tried. */
  problem: string | undefined
  onChange: (draft: CheckDraft) => void
  onRemove: () => void
  label: string
}

/** One check as a sentence to fill in. */
export function CheckFields({ draft, problem, onChange, onRemove, label }: CheckFieldsProps) {
  const set = (fields: Partial<CheckDraft>) => onChange({ ...draft, ...fields })
  return (
    <fieldset className="space-y-2 rounded-md border p-2">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-start gap-2">
        <Select
          aria-label="What is checked"
          className="w-56 shrink-0"
          value={draft.kind}
          onValueChange={(kind) => set({ kind })}
          options={KINDS}
        />
        <span className="flex-1" />
        <Button variant="ghost" size="icon-sm" aria-label={`Remove ${label}`} onClick={onRemove}>
          <X />
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-2 empty:hidden">{fieldsOf(draft, set)}</div>
      {problem && (
        <p role="alert" className="text-danger text-xs">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

function fieldsOf(draft: CheckDraft, set: (fields: Partial<CheckDraft>) => void): ReactNode {
  const module = (
    <ModuleField label="Module" value={draft.module} onChange={(id) => set({ module: id })} className="w-52" />
  )
  const number = (name: keyof CheckDraft, label: string) => (
    <Input
      aria-label={label}
      placeholder={label}
      inputMode="numeric"
      className="w-32"
      value={draft[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  )
  switch (draft.kind) {
    case 'includes':
    case 'excludes':
      return (
        <>
          {module}
          <Select
            aria-label="Form"
            className="w-36"
            value={draft.form}
            onValueChange={(form) => set({ form })}
            options={FORMS}
          />
          <Input
            aria-label="Heading"
            placeholder="Heading, if only that"
            className="w-52"
            value={draft.heading}
            onChange={(event) => set({ heading: event.target.value })}
          />
          <Input
            aria-label="Text"
            placeholder="Text, if only that"
            className="w-52"
            value={draft.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </>
      )
    case 'within':
      return (
        <>
          {module}
          <span className="text-fg-muted text-sm">among the first</span>
          {number('number', 'How many')}
        </>
      )
    case 'before':
      return (
        <>
          {module}
          <span className="text-fg-muted text-sm">before</span>
          <ModuleField label="Other module" value={draft.other} onChange={(other) => set({ other })} className="w-52" />
        </>
      )
    case 'tokens':
    case 'share':
      return (
        <>
          <Select
            aria-label="Section"
            className="w-40"
            value={draft.section}
            onValueChange={(section) => set({ section })}
            options={draft.kind === 'tokens' ? [{ value: 'all', label: 'all that is sent' }, ...SECTIONS] : SECTIONS}
            placeholder="Section"
          />
          {number('atLeast', 'At least')}
          {number('atMost', 'At most')}
          <span className="text-fg-muted text-sm">{draft.kind === 'tokens' ? 'tokens' : '% of what is sent'}</span>
        </>
      )
    case 'window':
      return (
        <>
          {number('number', 'Tokens')}
          <span className="text-fg-muted text-sm">tokens, with what is kept free for the response</span>
        </>
      )
    default:
      return null
  }
}
