'use client'

import { useQuery } from '@tanstack/react-query'
import { profilesQuery } from '@/app/w/[workspace]/profiles/queries'
import { Select } from '@/components/ui/select'

type ActsAsProps = { profileId: string | null | undefined; onChange: (profileId: string | null) => void }

const NOBODY = 'nobody'

/** Whose questions are asked: the profile that takes part in the context, and learns. Nothing while there is none. */
export function ActsAs({ profileId, onChange }: ActsAsProps) {
  const profiles = useQuery(profilesQuery(''))
  const items = profiles.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Select
      aria-label="Asks as"
      className="h-7 w-fit max-w-40 border-transparent text-xs hover:bg-muted"
      value={profileId ?? NOBODY}
      onValueChange={(id) => onChange(id === NOBODY ? null : id)}
      options={[
        { value: NOBODY, label: 'No profile' },
        ...items.map(({ id, name, isOwn }) => ({ value: id, label: name, hint: isOwn ? 'you' : undefined })),
      ]}
    />
  )
}
