#!/usr/bin/env node
import '../dist/civigrid.js';
