/**
 * How often two bytes follow each other in what events hold: the static table by which the compiler tells rare from common.
 *
 * Counted over a specimen of the kinds of text that Windows and Linux logs are made of, written for this purpose and taken
 * from nobody's machine: paths, command lines, registry keys, hashes, identifiers, scripts, names of hosts. It need not match
 * the events that come: a wrong guess costs time, never a match. Folded, as what is searched is.
 */
import { keyLow } from '../format/keys.js';

const SPECIMEN = String.raw`
c:\windows\system32\svchost.exe -k netsvcs -p -s schedule
c:\windows\system32\svchost.exe -k localservicenetworkrestricted -p
c:\windows\system32\cmd.exe /c "c:\windows\system32\whoami.exe" /all
c:\windows\system32\rundll32.exe shell32.dll,control_rundll
c:\windows\system32\conhost.exe 0xffffffff -forcev1
c:\windows\system32\backgroundtaskhost.exe c:\windows\system32\taskhostw.exe
c:\windows\system32\kernelbase.dll c:\windows\system32\ntdll.dll+9d4c4|c:\windows\system32\kernel32.dll+2f3e6
c:\windows\system32\ucrtbase.dll c:\windows\system32\rpcrt4.dll c:\windows\system32\bcryptprimitives.dll
c:\windows\syswow64\msiexec.exe /v c:\windows\explorer.exe c:\windows\temp\
c:\windows\system32\windowspowershell\v1.0\powershell.exe -noprofile -executionpolicy bypass -file c:\scripts\inventory.ps1
powershell.exe -command "get-childitem -path c:\users | where-object { $_.name -like '*.log' } | foreach-object { write-output $_ }"
function get-report { param([string]$name, [int]$count = 10) $result = @(); for ($i = 0; $i -lt $count; $i++) { $result += $i }; return $result }
import-module activedirectory; $user = new-object system.net.webclient; try { start-process } catch { write-error $error[0].exception.message }
c:\program files\google\chrome\application\chrome.exe --type=renderer --lang=en-us --enable-features=networkservice --disable-gpu-compositing --num-raster-threads=4 --renderer-client-id=17 --mojo-platform-channel-handle=2900 /prefetch:8
c:\program files (x86)\microsoft\edge\application\msedgewebview2.exe --type=utility --utility-sub-type=storage.mojom.storageservice --field-trial-handle=1820,i,1234567890,131072 --variations-seed-version
c:\program files\microsoft office\root\office16\winword.exe /n "c:\users\anna\documents\quarterly report final.docx" /o ""
c:\program files\common files\microsoft shared\clicktorun\officeclicktorun.exe /service
c:\program files\windows defender\msmpeng.exe c:\programdata\microsoft\windows defender\platform\4.18.2.1-0\mpcmdrun.exe
c:\program files\nodejs\node.exe server.js --port 8080 --config ./config/production.json
c:\users\anna\appdata\local\microsoft\onedrive\onedrive.exe /background c:\users\anna\appdata\roaming\microsoft\windows\start menu\programs\startup\
c:\users\anna\appdata\local\temp\7zo4c1a\setup.tmp c:\users\anna\downloads\invoice_2024.pdf c:\users\public\desktop\
"c:\program files\python312\python.exe" -m pip install --upgrade requests
"c:\windows\system32\schtasks.exe" /create /tn "daily backup" /tr "backup.cmd" /sc daily /st 03:00
net user administrator /domain & ipconfig /all & reg query hklm\software\microsoft\windows\currentversion\run
git.exe clone https://github.example.com/team/project.git && docker run --rm -v /var/lib/data:/data -it ubuntu:latest /bin/bash -c "apt-get update"
hklm\system\currentcontrolset\services\bam\state\usersettings\s-1-5-21-3623811015-3361044348-30300820-1013
hklm\software\microsoft\windows nt\currentversion\winlogon\shell hkcr\clsid\{0002df01-0000-0000-c000-000000000046}\inprocserver32\(default)
hku\s-1-5-21-1004336348-1177238915-682003330-512\software\microsoft\windows\currentversion\explorer\userassist\{cebff5cd-ace2-4f4f-9178-9926f41749ea}\count
hklm\software\policies\microsoft\windows defender\exclusions\paths dword (0x00000001) qword (0x01d9c2b4-0x5f3a1e80) binary data
sha1=3fd0d5a2a7e9c41b8e6f0c9d1b2a3c4d5e6f7081,md5=8f14e45fceea167a5a36dedd4bea2543,sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,imphash=f34d5f2d4577ed6d9ceec516c1f5a744
microsoft windows operating system microsoft corporation 10.0.19041.1 (winbuild.160101.0800) signed true valid
nt authority\system nt authority\network service corp\anna s-1-5-18 high medium system 0x3e7 0x1fffff 0x1410 tcp udp true false
ws-0142.corp.example.com dc01.corp.example.com www.example.org login.microsoftonline.example 10.0.12.144 192.168.178.20 fe80:0:0:0:8d2:1c9a:77aa:31f0 443 49712
windows-update.example.net cdn.jsdelivr.example static.ads.example api.telemetry.example.com ocsp.digicert.example
{5f8a1c3e-2b4d-49f7-8e6a-0c9d7b5a3f12} 2024-05-14 08:31:27.412 application.evtx security.evtx ntuser.dat.log1
/usr/sbin/sshd -d -r /usr/bin/sudo /usr/bin/curl -fsSL https://example.com/install.sh | sh /etc/passwd /home/user/.ssh/authorized_keys /tmp/a.out
uid=0 gid=0 euid=1000 tty=pts0 ses=3 comm="cron" exe="/usr/sbin/cron" key=(null) type=execve msg=audit(1716448219.533:1042) a0="ls" a1="-la"
the quick program was not able to open the file because it is being used by another process and the request could not be completed
an account was successfully logged on. subject: security id: account name: logon type: process information: network information
`.toLowerCase();

/** Whether a folded literal is one of the commonplaces: it stands in the specimen. */
export function isCommonplace(literal: string): boolean {
  if (literal.length >= LONGEST_COMMONPLACE) return false;
  return (literal.length < START || STARTS.has(literal.slice(0, START))) && SPECIMEN.includes(literal);
}

const LONGEST_COMMONPLACE = 48;

/** How literals of the specimen may begin: looking there first saves most of the searches. */
const START = 4;
const STARTS: ReadonlySet<string> = new Set(Array.from(SPECIMEN, (_, at) => SPECIMEN.slice(at, at + START)));

/** Bytes told apart: ASCII, and one for all others. */
export const SYMBOLS = 129;

export function symbolOf(byte: number): number {
  return byte < 128 ? byte : 128;
}

const BYTES = new TextEncoder().encode(SPECIMEN);

/** Every four bytes that stand together, as keys of lookups have them. */
export const COMMON_GRAMS: ReadonlySet<number> = new Set(Array.from(BYTES, (_, at) => keyLow(BYTES, at, 4)));

/** Row by row, the share of places in text where a byte of one symbol is followed by one of another. */
export const DIGRAMS: Float64Array = (() => {
  const unseen = 0.02;
  const shares = new Float64Array(SYMBOLS * SYMBOLS).fill(unseen);
  for (let at = 1; at < BYTES.length; at++) shares[symbolOf(BYTES[at - 1]!) * SYMBOLS + symbolOf(BYTES[at]!)]! += 1;
  const total = BYTES.length + unseen * shares.length;
  return shares.map((count) => count / total);
})();
