# Puts a folder into a zip, as Azure Automation wants it: under the folder's name, from which it takes the module's name.
# Compress-Archive would do, but for the order of the disk and the time of the files, by which no two zips are the same.
param([string] $Folder, [string] $Zip, [datetime] $Date)

$ErrorActionPreference = 'Stop'
$Folder = (Resolve-Path -LiteralPath $Folder).Path.TrimEnd('/', '\')
$files = [Collections.Generic.SortedDictionary[string, string]]::new([StringComparer]::Ordinal)
foreach ($file in Get-ChildItem -LiteralPath $Folder -File -Recurse) {
    $files[[IO.Path]::GetRelativePath((Split-Path $Folder), $file).Replace('\', '/')] = $file
}
$archive = [IO.Compression.ZipArchive]::new([IO.File]::Create($Zip), 'Create')
foreach ($file in $files.GetEnumerator()) {
    $entry = $archive.CreateEntry($file.Key, 'SmallestSize')
    $entry.LastWriteTime = [DateTimeOffset]::new($Date, [timespan]::Zero)
    # Readable by all, wherever it was made.
    $entry.ExternalAttributes = 0x81a4 -shl 16
    $stream = $entry.Open()
    $stream.Write([IO.File]::ReadAllBytes($file.Value))
    $stream.Dispose()
}
$archive.Dispose()
