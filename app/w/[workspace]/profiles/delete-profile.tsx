'use client'

import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { ProfileDto, Receipt } from '@/lib/schemas/profiles/profile'
import { deleteOwnProfileAction, deleteProfileAction } from './actions'

type DeleteProfileProps = { profile: ProfileDto; onGone: () => void }

/** Deletes a profile for good, and shows the receipt. */
export function DeleteProfile({ profile, onGone }: DeleteProfileProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [withConversations, setWithConversations] = useState(false)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const boxId = useId()
  const client = useQueryClient()
  const options = { onSuccess: setReceipt, onError: () => undefined }
  const remove = useAction(deleteProfileAction, options)
  const removeOwn = useAction(deleteOwnProfileAction, options)
  const error = remove.error ?? removeOwn.error
  const confirm = () => {
    if (profile.isOwn) removeOwn.mutate({ withConversations })
    else remove.mutate({ id: profile.id, withConversations })
  }
  const close = (open: boolean) => {
    setIsOpen(open)
    if (open || !receipt) return
    // what was read of it is not there to be read again
    const predicate = ({ queryKey }: { queryKey: QueryKey }) => !queryKey.includes(profile.id)
    void client.invalidateQueries({ queryKey: ['profiles'], predicate })
    onGone()
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      size="md"
      trigger={
        <Button size="sm">
          <Trash2 />
          Delete
        </Button>
      }
      title={receipt ? 'Receipt' : `Delete the profile of ${profile.name}?`}
      description={
        receipt
          ? `Deleted ${new Date(receipt.deletedAt).toLocaleString()}`
          : 'Facts, their history and earlier questions go for good. In contexts that were composed with them they read as redacted.'
      }
      footer={
        receipt ? (
          <Button variant="primary" onClick={() => close(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button variant="danger" isPending={remove.isPending || removeOwn.isPending} onClick={confirm}>
              Delete for good
            </Button>
          </>
        )
      }
    >
      {receipt ? (
        <ReceiptTable receipt={receipt} />
      ) : (
        <div className="space-y-3">
          <label htmlFor={boxId} className="flex items-center gap-2 text-sm">
            <Checkbox
              id={boxId}
              checked={withConversations}
              onCheckedChange={(checked) => setWithConversations(checked === true)}
            />
            Delete its conversations as well
          </label>
          {error && <Notice title={error.message} requestId={error.requestId} />}
        </div>
      )}
    </Dialog>
  )
}

function ReceiptTable({ receipt: { stores, kept, isProven } }: { receipt: Receipt }) {
  return (
    <div className="space-y-3">
      <Badge tone={isProven ? 'success' : 'danger'}>
        {isProven ? 'A search afterwards found nothing' : 'A search afterwards still found something'}
      </Badge>
      <Table>
        <TableHead>
          <tr>
            <Th>Store</Th>
            <Th className="text-right">Removed</Th>
            <Th className="text-right">Left</Th>
          </tr>
        </TableHead>
        <tbody>
          {stores.map(({ store, removed, left }) => (
            <tr key={store} className="border-b">
              <Td>{store}</Td>
              <Td className="tabular text-right">{removed}</Td>
              <Td className="tabular text-right">{left}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {kept.length > 0 && (
        <ul className="list-disc space-y-1 pl-5 text-fg-muted text-sm">
          {kept.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
