'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { describeBytes } from '@/lib/schemas/describe-bytes'
import { LIMITS } from '@/lib/schemas/limits'
import { importQuerySetAction } from './actions'

/** A query set from a YAML file; what is wrong with it is told line by line. */
export function ImportSet({ onImported }: { onImported: (id: string) => void }) {
  const picker = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const bringIn = useAction(importQuerySetAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['query-sets'] })
      onImported(id)
    },
    onError: ({ message }) => setProblem(message),
  })
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    target.value = ''
    if (!file) return
    const limit = LIMITS.querySetBytes
    if (file.size <= limit) bringIn.mutate({ content: await file.text() })
    else
      setProblem(
        `A file of checks is at most ${describeBytes(limit)}, this one has ${describeBytes(file.size)}: make several sets of it.`,
      )
  }
  return (
    <>
      <Button isPending={bringIn.isPending} onClick={() => picker.current?.click()}>
        {!bringIn.isPending && <Upload />}
        Import
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml"
        aria-label="YAML file of a query set"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
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
