@echo off
rem The packaged provider: Pulumi's engine starts this file. See docs/plugin.md.
where /q node || (echo the mediacover provider needs Node.js 22.19 or later on PATH, and finds none: install it from https://nodejs.org 1>&2 & exit /b 1)
node --optimize-for-size --max-semi-space-size=1 --no-opt "%~dp0dist\plugin\main.cjs" %*
