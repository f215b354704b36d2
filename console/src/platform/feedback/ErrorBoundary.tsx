import { Component, type ReactNode } from 'react'
import { ErrorState } from './ErrorState.tsx'

type State = { error: unknown; failed: boolean }

/** Keeps a fault of one page from taking the others down. A page whose code cannot be fetched after an update is loaded afresh on retry. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined, failed: false }

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <ErrorState error={this.state.error} onRetry={this.retry} full />
  }

  private readonly retry = () => {
    const { error } = this.state
    if (error instanceof TypeError && /import|module|fetch/i.test(error.message)) location.reload()
    else this.setState({ error: undefined, failed: false })
  }
}
