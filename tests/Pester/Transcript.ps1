# Commands with their output, as documents print them after 'PS> '. A command goes on in lines that begin with '>> '.

# Takes a text apart: each command with the lines of its output.
function Get-Transcript([string[]] $Line) {
    $step = $null
    foreach ($text in $Line) {
        if ($text -match '^ *PS> (.*)') {
            if ($step) { $step }
            $step = [pscustomobject] @{ Command = $Matches[1]; Indent = $text.IndexOf('PS>'); Output = [Collections.Generic.List[string]]::new() }
        }
        elseif ($step -and $text.Trim() -and $text.Length - $text.TrimStart().Length -lt $step.Indent) {
            $step
            $step = $null
        }
        elseif ($step -and $text.Trim()) {
            $step.Output.Add($text.Substring($step.Indent).TrimEnd())
        }
    }
    if ($step) { $step }
}

# What is printed was so where the clock shows UTC.
function ConvertTo-LocalTime([string] $Text) {
    [regex]::Replace($Text, '\d{4}-\d\d-\d\d \d\d:\d\d', {
            param($found)
            $time = [datetime]::ParseExact($found.Value, 'yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture, 'AssumeUniversal')
            $time.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        })
}

# The lines that a console of this width shows, without the empty ones.
function ConvertTo-Line($Output, [int] $Width) {
    ($Output | Out-String -Width $Width) -split '\r?\n' | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ }
}
