import { ShieldAlert } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'

export function NoPermission({ what }: { what: string }) {
  return (
    <EmptyState
      icon={ShieldAlert}
      title={`Only owners and admins see ${what}`}
      description="Ask one of them, listed under Members, for what you need, or for another role."
    />
  )
}
