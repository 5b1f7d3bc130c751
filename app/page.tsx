import { redirectHome } from '@/lib/adapters/actor'

export default function HomePage() {
  return redirectHome('/playground')
}
