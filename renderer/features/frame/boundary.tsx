import { Component, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface BoundaryProps {
  /** Starts anew when this changes, e.g. the screen's name. */
  name: string;
  children: ReactNode;
}

/** A screen that fails takes only itself down. A class, because React offers nothing else to catch with. */
export class Boundary extends Component<BoundaryProps, { failed: Error | null }> {
  override state = { failed: null as Error | null };

  static getDerivedStateFromError(failed: Error) {
    return { failed };
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (before.name !== this.props.name && this.state.failed) this.setState({ failed: null });
  }

  override render() {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return (
      <div className="p-4">
        <Notice
          kind="failure"
          action={<Button onClick={() => this.setState({ failed: null })}>Show it again</Button>}
        >
          This part of the window failed: {failed.message}. No file was touched by it.
        </Notice>
      </div>
    );
  }
}
