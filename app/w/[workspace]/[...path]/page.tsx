import { notFound } from 'next/navigation'

/** Any address of a workspace that is no screen: what is missing is said inside the frame, not instead of it. */
export default function UnknownPage() {
  notFound()
}
