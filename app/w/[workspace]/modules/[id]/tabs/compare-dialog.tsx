'use client'

import { useQuery } from '@tanstack/react-query'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { versionQuery, versionsQuery } from '../queries'
import { inOrder } from './in-order'

const UNDER_EDIT = 'edit'

type CompareDialogProps = {
  id: string
  version: number
  /** Null compares with the text under edit. */
  otherVersion: number | null
  /** The text under edit. */
  source: string
  onOther: (version: number | null) => void
  onClose: () => void
  /** Absent for those who may not write. */
  onRestore: ((source: string) => void) | undefined
}

/** A version beside another one or the text under edit; restoring puts it into the draft, where it can be undone. */
export function CompareDialog(props: CompareDialogProps) {
  const { id, version, otherVersion, source, onOther, onClose, onRestore } = props
  const shown = useQuery(versionQuery(id, version))
  const other = useQuery({ ...versionQuery(id, otherVersion ?? version), enabled: otherVersion !== null })
  const versions = useQuery(versionsQuery(id))
  const error = shown.error ?? other.error
  const right =
    otherVersion === null
      ? { version: null, label: 'The text under edit', source }
      : other.data && { version: otherVersion, label: `Version ${otherVersion}`, source: other.data.source }
  const choices = (versions.data?.items ?? []).filter((item) => item.version !== version)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="xl"
      title={`Version ${version}`}
      description={shown.data?.message || undefined}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {onRestore && (
            <Button
              variant="primary"
              disabled={!shown.data || shown.data.source === source}
              onClick={() => shown.data && onRestore(shown.data.source)}
            >
              Restore version {version} into the draft
            </Button>
          )}
        </>
      }
    >
      <Field label="Compare with" className="mb-3 max-w-60">
        {(control) => (
          <Select
            {...control}
            value={otherVersion === null ? UNDER_EDIT : String(otherVersion)}
            onValueChange={(value) => onOther(value === UNDER_EDIT ? null : Number(value))}
            options={[
              { value: UNDER_EDIT, label: 'The text under edit' },
              ...choices.map((item) => ({ value: String(item.version), label: `Version ${item.version}` })),
            ]}
          />
        )}
      </Field>
      {error && <Notice title={error.message} />}
      {(!shown.data || !right) && !error && <Skeleton className="h-60" />}
      {shown.data && right && (
        <SourceDiff {...inOrder({ version, label: `Version ${version}`, source: shown.data.source }, right)} />
      )}
    </Dialog>
  )
}
