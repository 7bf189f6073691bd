import './styles/main.css';
import { connect } from './connect.ts';
import { start } from './start.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
start(connect(), root);
