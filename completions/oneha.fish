function __oneha_in
    set -l asked $argv[1]
    set -l words (commandline -opc)
    set -e words[1]
    argparse --stop-nonopt 'ascii' 'k/ask-pass' 'e/endpoint=+' 'h/help' 'i/inventory=+' 'no-color' 'no-ssh' 'read-only' 'ssh-timeout=+' 'timeout=+' 'vault-password-file=+' 'v/verbose' 'via=+' 'zone=+' 'V/version' -- $words 2>/dev/null
    test "$argv[1]" = "$asked"
end
complete -c oneha -f
complete -c oneha -n "__oneha_in ''" -a top -d 'The dashboard; what \'oneha\' alone opens on a terminal'
complete -c oneha -n "__oneha_in ''" -a status -d 'Servers, raft sync, virtual address and verdict'
complete -c oneha -n "__oneha_in ''" -a check -d 'Every finding with its code, severity, subject, reason and remedy; the exit code says how bad'
complete -c oneha -n "__oneha_in ''" -a plan -d 'What would bring the zone to the inventory\'s state, step by step; changes nothing'
complete -c oneha -n "__oneha_in ''" -a demo -d 'A simulated zone inside this process, and the dashboard on it'
complete -c oneha -n "__oneha_in ''" -a completion -d 'Print the completion script of a shell'
complete -c oneha -n "__oneha_in ''" -a version -d 'Print the version and what runs it'
complete -c oneha -n "__oneha_in ''" -a help -d 'Show the help of oneha or of a command'
complete -c oneha -l ascii -d 'Draw with ASCII characters only'
complete -c oneha -s k -l ask-pass -d 'Ask for the SSH password where keys are not enough'
complete -c oneha -s e -l endpoint -x -d 'XML-RPC endpoint of any server of the zone, such as http://HOST:2633/RPC2; may be repeated'
complete -c oneha -s h -l help -d 'Show this help'
complete -c oneha -s i -l inventory -r -F -d 'Ansible inventory (YAML, or the JSON of ansible-inventory --list); - reads standard input'
complete -c oneha -l no-color -d 'No colours, as with NO_COLOR'
complete -c oneha -l no-ssh -d 'Use no SSH: what only it can tell is not known'
complete -c oneha -l read-only -d 'Offer nothing that changes the zone'
complete -c oneha -l ssh-timeout -x -d 'How long each host has for an SSH login and an answer; 5s by default'
complete -c oneha -l timeout -x -d 'How long each server has to answer: 500ms, 2s; 1s by default'
complete -c oneha -l vault-password-file -r -F -d 'File with the password of the inventory\'s !vault values'
complete -c oneha -s v -l verbose -d 'Say on standard error what was asked and how long it took; twice: more'
complete -c oneha -l via -x -a 'direct ssh auto' -d 'How XML-RPC reaches the servers: direct, ssh, or auto (the default: whichever works)'
complete -c oneha -l zone -x -d 'Zone of a federation; by default the one that the servers belong to'
complete -c oneha -n "__oneha_in ''" -s V -l version -d 'Print the version'
complete -c oneha -n "__oneha_in top" -l interval -x -d 'How often to look; every second by default'
complete -c oneha -n "__oneha_in status" -s o -l output -x -a 'table json yaml csv prometheus nagios' -d 'One of table, json, yaml, csv, prometheus, nagios'
complete -c oneha -n "__oneha_in status" -s w -l watch -d 'Look again and again, every 2 seconds or as often as said, until Ctrl-C'
complete -c oneha -n "__oneha_in check" -s o -l output -x -a 'table json nagios' -d 'One of table, json, nagios'
complete -c oneha -n "__oneha_in plan" -l adopt -d 'Take a front-end that runs without HA into it, with the outage that this costs'
complete -c oneha -n "__oneha_in plan" -s o -l output -x -a 'text json' -d 'One of text, json'
complete -c oneha -n "__oneha_in demo" -l frontends -x -d 'How many front-ends, 1 to 7; 3 by default'
complete -c oneha -n "__oneha_in demo" -l port -x -d 'First server\'s port, the others follow; any free ones by default'
complete -c oneha -n "__oneha_in demo" -l seed -x -d 'Seed of all chance in the zone'
complete -c oneha -n "__oneha_in demo" -l serve -d 'No dashboard: print the zone\'s endpoints and inventory and serve it until Ctrl-C'
complete -c oneha -n "__oneha_in completion" -a 'bash zsh fish'
complete -c oneha -n "__oneha_in help" -a 'top status check plan demo completion version help'
