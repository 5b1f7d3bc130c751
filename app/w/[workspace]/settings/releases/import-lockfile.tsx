'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useId, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { LIMITS } from '@/lib/schemas/limits'
import type { Lockfile, LockfileVerificationDto } from '@/lib/schemas/releases/lockfile'
import type { ReleaseDetailDto } from '@/lib/schemas/releases/release'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { describeJsonError } from '@/lib/schemas/texts/describe-json-error'
import { LockfileReport } from './lockfile-report'

type Verified = { lockfile: Lockfile; report: LockfileVerificationDto }

/** @throws ClientError in words for a file that is none */
async function verifyFile(file: File): Promise<Verified> {
  const limit = LIMITS.lockfileBytes
  if (file.size > limit) {
    const message = `A lockfile has at most ${describeBytes(limit)}, this file has ${describeBytes(file.size)}.`
    throw new ClientError({ code: 'LIMIT_EXCEEDED', message })
  }
  const text = await file.text()
  let lockfile: Lockfile
  try {
    lockfile = JSON.parse(text)
  } catch {
    const message = `This file is no valid JSON, so it is no lockfile: ${describeJsonError(text)}`
    throw new ClientError({ code: 'VALIDATION', message })
  }
  const report = await callApi<LockfileVerificationDto>('/api/v1/lockfiles/verify', { json: { lockfile } })
  return { lockfile, report }
}

/** Says whether the workspace can give what a lockfile stands for, then makes a frozen release of it. */
export function ImportLockfile() {
  const client = useQueryClient()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const verify = useMutation<Verified, ClientError, File>({
    mutationFn: verifyFile,
    onSuccess: ({ lockfile }) => setName(`${lockfile.release.name || lockfile.release.id} (locked)`),
  })
  const create = useMutation<ReleaseDetailDto, ClientError, Lockfile>({
    mutationFn: (lockfile) => callApi('/api/v1/lockfiles', { json: { lockfile, name } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['releases'] })
      close()
    },
  })
  const close = () => {
    setIsOpen(false)
    setName('')
    verify.reset()
    create.reset()
  }
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (!file) return
    create.reset()
    verify.mutate(file)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (verify.data?.report.isComplete && !create.isPending) create.mutate(verify.data.lockfile)
  }
  const error = verify.error ?? create.error
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Check a lockfile</Button>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => (open ? setIsOpen(true) : close())}
        size="md"
        title="Check a lockfile"
        description="A lockfile names every version of a release by its hash. See whether this workspace can give the same, and make a frozen release of it."
        footer={
          <>
            <Button onClick={close}>{verify.data && !verify.data.report.isComplete ? 'Close' : 'Cancel'}</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isPending={create.isPending}
              disabled={!verify.data?.report.isComplete || name.trim() === ''}
            >
              Create release
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
          <input
            type="file"
            accept="application/json,.json"
            aria-label="Lockfile"
            onChange={choose}
            onClick={({ currentTarget }) => {
              // the same file may be chosen again
              currentTarget.value = ''
            }}
            className="block w-full text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-background file:px-3 file:font-medium file:text-fg file:text-sm hover:file:bg-muted"
          />
          {error && <Notice title={error.message} requestId={error.requestId} />}
          {verify.isPending && (
            <p role="status" className="text-fg-muted text-sm">
              Comparing the lockfile with this workspace…
            </p>
          )}
          {verify.data && <LockfileReport lockfile={verify.data.lockfile} report={verify.data.report} />}
          {verify.data?.report.isComplete && (
            <Field label="Name of the release">
              {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
            </Field>
          )}
        </form>
      </Dialog>
    </>
  )
}
