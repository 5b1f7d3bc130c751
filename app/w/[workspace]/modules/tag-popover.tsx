'use client'

import { Tag } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import type { Proposed } from './propose-dialog'
import { countModules } from './use-archive'
import { useAsChange } from './use-as-change'
import { useEditModules } from './use-edit-modules'

export type BulkEditProps = { ids: string[]; onChanged: () => void; onPropose: (proposed: Proposed) => void }

/** Adds tags to all selected modules, or takes them off. */
export function TagPopover({ ids, onChanged, onPropose }: BulkEditProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState('')
  const { asChange, choose } = useAsChange()
  const close = () => {
    setIsOpen(false)
    setText('')
  }
  const tag = useEditModules(() => {
    close()
    onChanged()
  })
  const tags = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const change = (fields: { addTags: string[] } | { removeTags: string[] }) => {
    if (!asChange) return tag.mutate({ ids, ...fields })
    close()
    const [named, modules] = [`“${tags.join(', ')}”`, countModules(ids.length)]
    onPropose({
      edit: { fields },
      what: 'addTags' in fields ? `tag ${modules} ${named}` : `take ${named} off ${modules}`,
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change({ addTags: tags })
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      side="top"
      label="Tag the selected modules"
      trigger={
        <Button size="sm">
          <Tag />
          Tag
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field
          label="Tags"
          hint={`Separated by commas. ${asChange ? '' : 'Each module gets a new version.'}`.trimEnd()}
        >
          {(control) => (
            <Input {...control} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
          )}
        </Field>
        <AsChange isOn={asChange} onChange={choose} />
        <div className="flex justify-end gap-2">
          <Button size="sm" disabled={tags.length === 0 || tag.isPending} onClick={() => change({ removeTags: tags })}>
            {asChange ? 'Remove…' : 'Remove'}
          </Button>
          <Button size="sm" variant="primary" type="submit" disabled={tags.length === 0} isPending={tag.isPending}>
            {asChange ? 'Add…' : 'Add'}
          </Button>
        </div>
      </form>
    </Popover>
  )
}

/** Whether it is proposed instead of done. */
export function AsChange({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <Choice
      isOn={isOn}
      onChange={onChange}
      label="As a change request"
      hint="Nothing changes in production until it is merged."
    />
  )
}
