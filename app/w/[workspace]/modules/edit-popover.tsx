'use client'

import { SquarePen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import { ACTIVATION_HINTS, ACTIVATION_OPTIONS, PRIORITY_OPTIONS } from './field-options'
import { AsChange, type BulkEditProps } from './tag-popover'
import { countModules } from './use-archive'
import { useAsChange } from './use-as-change'
import { useEditModules } from './use-edit-modules'

const AS_IT_IS = { value: 'keep', label: 'As each has it' } as const
const PRIORITIES = [AS_IT_IS, ...PRIORITY_OPTIONS]
// rules are each module's own
const ACTIVATIONS = [
  AS_IT_IS,
  ...ACTIVATION_OPTIONS.flatMap(({ value, label }) => (value === 'rule' ? [] : [{ value, label }])),
]

type Choice = {
  category: string
  priority: (typeof PRIORITIES)[number]['value']
  activation: (typeof ACTIVATIONS)[number]['value']
}
const UNCHANGED: Choice = { category: '', priority: 'keep', activation: 'keep' }

/** Category, priority and activation of all selected modules at once. */
export function EditPopover({ ids, onChanged, onPropose }: BulkEditProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [choice, setChoice] = useState(UNCHANGED)
  const { asChange, choose } = useAsChange()
  const close = () => {
    setIsOpen(false)
    setChoice(UNCHANGED)
  }
  const edit = useEditModules(() => {
    close()
    onChanged()
  })
  const category = choice.category.trim()
  const changes = {
    ...(category === '' ? {} : { category }),
    ...(choice.priority === 'keep' ? {} : { priority: choice.priority }),
    ...(choice.activation === 'keep' ? {} : { activation: choice.activation }),
  }
  const isEmpty = Object.keys(changes).length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!asChange) return edit.mutate({ ids, ...changes })
    close()
    const names = new Intl.ListFormat('en').format(Object.keys(changes))
    onPropose({ edit: { fields: changes }, what: `change ${names} of ${countModules(ids.length)}` })
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      side="top"
      label="Edit the selected modules"
      trigger={
        <Button size="sm">
          <SquarePen />
          Edit
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Category" hint="Left empty, each module keeps its own.">
          {(control) => (
            <Input
              {...control}
              value={choice.category}
              onChange={(event) => setChoice({ ...choice, category: event.target.value })}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label="Priority">
          {(control) => (
            <Select
              {...control}
              value={choice.priority}
              onValueChange={(priority) => setChoice({ ...choice, priority })}
              options={PRIORITIES}
            />
          )}
        </Field>
        <Field label="Activation" hint={choice.activation === 'keep' ? undefined : ACTIVATION_HINTS[choice.activation]}>
          {(control) => (
            <Select
              {...control}
              value={choice.activation}
              onValueChange={(activation) => setChoice({ ...choice, activation })}
              options={ACTIVATIONS}
            />
          )}
        </Field>
        <AsChange isOn={asChange} onChange={choose} />
        <div className="flex items-center justify-between gap-3">
          <p className="text-fg-faint text-xs">{!asChange && 'Each module gets a new version.'}</p>
          <Button size="sm" variant="primary" type="submit" disabled={isEmpty} isPending={edit.isPending}>
            {asChange ? 'Change…' : 'Change'}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
