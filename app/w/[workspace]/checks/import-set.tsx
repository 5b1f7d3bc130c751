'use client'

import { useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow, Upload } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog, Dialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { Notice } from '@/components/ui/error-state'
import { LIMITS } from '@/lib/schemas/limits'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { ProposeSet } from '../changes/propose-set'
import { importQuerySetAction } from './actions'

/** A query set from a YAML file; what is wrong with it is told line by line. */
export function ImportSet({ onImported }: { onImported: (id: string) => void }) {
  const picker = useRef<HTMLInputElement>(null)
  const isToPropose = useRef(false)
  const [proposed, setProposed] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  /** A file whose name one set has already. */
  const [known, setKnown] = useState<{ content: string; id: string } | null>(null)
  const client = useQueryClient()
  const bringIn = useAction(importQuerySetAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['query-sets'] })
      onImported(id)
    },
    onError: ({ code, message, data }, { content, id }) => {
      if (code === 'CONFLICT' && id === undefined && typeof data.id === 'string') {
        setKnown({ content, id: data.id })
      } else setProblem(message)
    },
  })
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    target.value = ''
    if (!file) return
    const limit = LIMITS.querySetBytes
    if (file.size <= limit) {
      const content = await file.text()
      if (isToPropose.current) setProposed(content)
      else bringIn.mutate({ content })
    } else
      setProblem(
        `A file of checks is at most ${describeBytes(limit)}, this one has ${describeBytes(file.size)}: make several sets of it.`,
      )
  }
  const pick = (propose: boolean) => {
    isToPropose.current = propose
    picker.current?.click()
  }
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button isPending={bringIn.isPending}>
            {!bringIn.isPending && <Upload />}
            Import
          </Button>
        }
      >
        <MenuItem onSelect={() => pick(false)}>
          <Upload />
          Import a YAML file…
        </MenuItem>
        <MenuItem onSelect={() => pick(true)}>
          <GitPullRequestArrow />
          Propose a YAML file…
        </MenuItem>
      </DropdownMenu>
      {proposed !== null && (
        <ProposeSet
          title="Propose a query set"
          description="The query set of the file stands in a change request. It is there once that is merged."
          edit={{ kind: 'create', content: proposed }}
          onClose={() => setProposed(null)}
        />
      )}
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml"
        aria-label="YAML file of a query set"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
      />
      <ConfirmDialog
        open={known !== null}
        onOpenChange={(isOpen) => !isOpen && setKnown(null)}
        title="Replace the query set?"
        description="A query set has the name of this file already. Its description and queries become those of the file. To keep both, give the file another name."
        confirmLabel="Replace"
        onConfirm={() => {
          if (known) bringIn.mutate(known)
          setKnown(null)
        }}
      />
      <Dialog
        open={problem !== null}
        onOpenChange={(isOpen) => !isOpen && setProblem(null)}
        size="md"
        title="This file is no query set yet"
        description="Nothing was imported. Mend the file, then import it again."
        footer={<Button onClick={() => setProblem(null)}>Close</Button>}
      >
        <ul className="space-y-2">
          {problem?.split('\n').map((line) => (
            <li key={line}>
              <Notice tone="danger" title={line} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
